/** The date at an instant in a zone; in UTC where the zone is unknown. */
export function todayIn(): (zone: string, at: number) => string {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (zone, at) => {
    const format = formats.get(zone) ?? formatFor(zone);
    formats.set(zone, format);
    return format.format(at);
  };
}

/** The Swedish format is `YYYY-MM-DD`. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone });
  } catch {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC' });
  }
}
