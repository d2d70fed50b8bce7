type Id = string | number;

interface Batch {
  waiting: Set<Id>;
  answers: string[];
}

/** Batches whose answers are not all there. Answers are JSON texts; a line comes back when a batch is complete. */
export class Batches {
  private readonly open = new Map<Id, Batch>();

  /** A batch of these requests; `answers` are there already, of entries that were refused. */
  begin(ids: readonly Id[], answers: string[]): string | undefined {
    const batch = { waiting: new Set(ids), answers };
    for (const id of ids) this.open.set(id, batch);
    return whole(batch);
  }

  has(id: Id): boolean {
    return this.open.has(id);
  }

  /** A request of a batch has ended, without an answer when it was cancelled. */
  end(id: Id, answer?: string): string | undefined {
    const batch = this.open.get(id);
    if (batch === undefined) return undefined;
    this.open.delete(id);
    batch.waiting.delete(id);
    if (answer !== undefined) batch.answers.push(answer);
    return whole(batch);
  }
}

function whole({ waiting, answers }: Batch): string | undefined {
  // A batch of notifications, or of cancelled requests, has no answer at all.
  return waiting.size === 0 && answers.length > 0 ? `[${answers.join(',')}]` : undefined;
}
