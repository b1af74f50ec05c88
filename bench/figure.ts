/** One measured relation, with what the project asks of it. */
export interface Figure {
  readonly name: string;
  readonly ratio: number;
  /** What is wanted of the ratio; null where it is for information. */
  readonly wanted: Wanted | null;
  /** Absolute values of this machine, for information. */
  readonly values: string;
}

export type Wanted = { readonly atLeast: number } | { readonly atMost: number };

/** A benchmark: it measures both sides in one run and gives their relations. */
export interface Bench {
  readonly name: string;
  /** True where it takes so long that it runs only when it is named. */
  readonly byName?: true;
  measure(): Promise<readonly Figure[]>;
}

/** True where the figure is as wanted, or nothing is wanted. */
export function holds({ ratio, wanted }: Figure): boolean {
  if (wanted === null) return true;
  return 'atLeast' in wanted ? ratio >= wanted.atLeast : ratio <= wanted.atMost;
}
