/** A message that may have left and that the store knows nothing of: told by the send journal. */
export interface Stray {
  readonly deliveryId: number;
  readonly messageId: string | null;
  readonly channel: string;
  /** Real time. */
  readonly at: number;
  readonly requests: readonly {
    readonly run: string;
    readonly step: string;
    readonly visit: number;
    /** The invoice by its digest. */
    readonly about: string | null;
  }[];
}

/** What a send journal tells. */
export interface Told {
  readonly strays: readonly Stray[];
  /** The highest ids that it names; 0 where it names none. */
  readonly lastDelivery: number;
  readonly lastInvoice: number;
}
