type Id = string | number;

interface Batch {
  waiting: Set<Id>;
  answers: string[];
}

/** Batches that still wait for answers. Answers are JSON texts. A complete batch becomes one line. */
export class Batches {
  private readonly open = new Map<Id, Batch>();

  /** Begins a batch with these requests. `answers` contains the refusals of other entries. */
  begin(ids: readonly Id[], answers: string[]): string | undefined {
    const batch = { waiting: new Set(ids), answers };
    for (const id of ids) this.open.set(id, batch);
    return whole(batch);
  }

  has(id: Id): boolean {
    return this.open.has(id);
  }

  /** Marks a request of a batch as finished. A cancelled request has no answer. */
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
  // A batch of only notifications or cancelled requests gets no answer.
  return waiting.size === 0 && answers.length > 0 ? `[${answers.join(',')}]` : undefined;
}
