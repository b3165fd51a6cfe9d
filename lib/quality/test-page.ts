/** A page that the test hides and shows. */
export class FakePage {
  #isHidden = false;
  #listener: (() => void) | null = null;

  /** Whether somebody wants to know of it. */
  get isWatched(): boolean {
    return this.#listener !== null;
  }

  isHidden = (): boolean => this.#isHidden;

  onVisibilityChange = (listener: () => void): (() => void) => {
    this.#listener = listener;
    return () => {
      this.#listener = null;
    };
  };

  hide(isHidden: boolean): void {
    this.#isHidden = isHidden;
    this.#listener?.();
  }
}
