/** The date at an instant in a zone; in UTC where the zone is unknown. Asked once for each zone and instant. */
export function todayIn(at: number): (zone: string) => string {
  const dates = new Map<string, string>();
  return (zone) => {
    const known = dates.get(zone);
    if (known !== undefined) return known;
    const date = formatFor(zone).format(at);
    dates.set(zone, date);
    return date;
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
