/** A health check for images without curl: `node deploy/answers.ts <url>` ends with 0 where it answers 2xx. */
const [url = ''] = process.argv.slice(2);
try {
  const response = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  const text = (await response.text()).slice(0, 300);
  process.stdout.write(`${response.status} ${text}\n`);
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  process.stdout.write(`${url}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
