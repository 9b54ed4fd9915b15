/** Writes pending lines when no document arrives for a while: someone may be following the file. */
export class IdleFlush {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly flush: () => Promise<void>) {}

  /** @param patience in milliseconds; if undefined, nothing is started */
  start(patience: number | undefined): void {
    if (patience === undefined) return;
    this.timer = setTimeout(() => {
      this.running = this.flush();
      // `stop` reports the error to the next write.
      this.running.catch(() => undefined);
    }, patience);
  }

  /**
   * Must be called before anything else is written: if a document were added during a flush, the journal would claim
   * that its line has been written.
   * @throws the error of a flush that has already started
   */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    const { running } = this;
    this.running = undefined;
    await running;
  }
}
