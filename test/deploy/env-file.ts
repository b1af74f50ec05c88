/** An `env_file` of Compose: `NAME=value` a line, `#` before a comment. Nothing is quoted in ours. */
export function parseEnvFile(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').map((line) => line.trim());
  const entries = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, value] = /^([A-Z][A-Z0-9_]*)=(\S*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`"${line}" is no setting: NAME=value`);
      return [name, value] as const;
    });
  return Object.fromEntries(entries);
}
