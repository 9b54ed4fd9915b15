/** A flush for when nothing more arrives: somebody may be following a file while the next document is far off. */
export class IdleFlush {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly flush: () => Promise<void>) {}

  /** @param patience milliseconds; undefined starts nothing */
  start(patience: number | undefined): void {
    if (patience === undefined) return;
    this.timer = setTimeout(() => {
      this.running = this.flush();
      // Whoever writes next gets the error, by `stop`.
      this.running.catch(() => undefined);
    }, patience);
  }

  /**
   * To be called before anything else is written: a flush and a write at the same time would mix up what the journal records.
   * @throws what a flush that has already begun throws
   */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    const { running } = this;
    this.running = undefined;
    await running;
  }
}
