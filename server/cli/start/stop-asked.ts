/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
export function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.once('SIGINT', () => process.exit(130));
      process.once('SIGTERM', () => process.exit(143));
      resolve();
    };
    const once = () => {
      process.removeListener('SIGINT', once);
      process.removeListener('SIGTERM', once);
      stop();
    };
    process.on('SIGINT', once);
    process.on('SIGTERM', once);
  });
}
