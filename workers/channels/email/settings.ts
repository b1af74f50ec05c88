/** How to reach an SMTP server. Times in milliseconds. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (port 465); otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  /** Refuses to send without TLS; true where absent, unless the server is on this machine. */
  readonly requireTls?: boolean;
  readonly user?: string;
  readonly pass?: string;
  /** Open connections at most; 5 where absent. */
  readonly poolSize?: number;
  /** Messages a second at most; no limit where absent. */
  readonly ratePerSecond?: number;
  /** For the connection and the greeting; 15 seconds where absent. */
  readonly connectTimeout?: number;
  /** For an answer of the server; 60 seconds where absent. */
  readonly answerTimeout?: number;
}
