export interface Reminding {
  remind(which: string): Promise<void>;
}
