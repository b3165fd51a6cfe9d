/** What a person reads when something went wrong. */
export interface Message {
  /** What happened. */
  title: string;
  /** What it means for the call. */
  body: string;
  /** What to do. */
  action: string;
}
