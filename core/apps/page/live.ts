/** Waits between two looks, in milliseconds: soon while things happen, seldom while nothing does. */
const SOONEST = 2_000;
const LATEST = 30_000;
const SLOWER = 1.6;
/** Looks in a row that may fail. */
const FAILURES = 4;

export interface Looked {
  changed: boolean;
  isOver: boolean;
}

/** Looks again and again until it is over; not while nobody sees the page, and never after it has gone. */
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

  /** For good: an answer that is under way starts nothing anew. */
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
