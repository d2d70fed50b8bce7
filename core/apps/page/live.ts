/** Intervals between two updates, in milliseconds: short while something changes, and longer while nothing does. */
const SOONEST = 2_000;
const LATEST = 30_000;
const SLOWER = 1.6;
/** Number of consecutive updates that may fail. */
const FAILURES = 4;

export interface Looked {
  changed: boolean;
  isOver: boolean;
}

/** Updates until the execution ends, but only while the page is visible and open. */
export class Live {
  private wait = SOONEST;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isSeen = true;
  private isOn = false;
  private hasEnded = false;
  private isLooking = false;

  constructor(
    private readonly look: () => Promise<Looked>,
    private readonly gaveUp: (why: string) => void,
    watched: Element,
  ) {
    document.addEventListener('visibilitychange', () => this.go());
    new IntersectionObserver((entries) => {
      this.isSeen = entries.at(-1)?.isIntersecting ?? true;
      this.go();
    }).observe(watched);
  }

  start(): void {
    this.isOn = !this.hasEnded;
    this.wait = SOONEST;
    this.failures = 0;
    this.go();
  }

  /** Stops for good. An update that is still running does not start another one. */
  stop(): void {
    this.hasEnded = true;
    this.isOn = false;
    this.go();
  }

  get isLive(): boolean {
    return this.isOn && this.isSeen && !document.hidden;
  }

  private go(): void {
    clearTimeout(this.timer);
    if (this.isLive && !this.isLooking) this.timer = setTimeout(() => void this.again(), this.wait);
  }

  private async again(): Promise<void> {
    this.isLooking = true;
    try {
      const { changed, isOver } = await this.look();
      this.failures = 0;
      this.wait = changed ? SOONEST : Math.min(LATEST, this.wait * SLOWER);
      if (isOver) this.isOn = false;
    } catch (error) {
      this.wait = Math.min(LATEST, this.wait * SLOWER);
      if (++this.failures < FAILURES) return;
      this.isOn = false;
      this.gaveUp(error instanceof Error ? error.message : String(error));
    } finally {
      this.isLooking = false;
      this.go();
    }
  }
}
