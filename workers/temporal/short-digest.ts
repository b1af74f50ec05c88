/** The beginning of a release's digest, as lists and search attributes show it. */
export function shortDigest(release: string): string {
  return release.replace(/^sha256:/, '').slice(0, 12);
}
