import { cutTo } from '../../foundation/hidden.js';
import { printable } from '../../foundation/printable.js';
import type { Wanted } from '../../plugin/author/mcp-client.js';
import type { Field, Question } from '../../plugin/author/question.js';
import { maskedValue } from '../../response/redact.js';

/** As much as a person reads at a glance. Some clients show no more. */
const LONGEST_MESSAGE = 2_000;
const LONGEST_LABEL = 500;

type Redact = (text: string) => string;

/**
 * Makes a question safe to show to a person: masks secrets, and removes terminal control codes and characters that
 * reverse text.
 */
export function maskedQuestion(question: Question, redact: Redact): Question {
  const text = (given: string, most: number) => cutTo(most, printable(redact(String(given))));
  const fields = Object.entries(question.fields).map(([name, field]): [string, Field] => {
    const { title, description, default: standard, ...rest } = field as Field & { default?: unknown };
    // A default that contains a secret would come back masked.
    const isPlain = standard !== undefined && redact(JSON.stringify(standard)) === JSON.stringify(standard);
    return [
      name,
      {
        ...(rest as Field),
        ...(isPlain && { default: standard as never }),
        ...(title !== undefined && { title: text(title, LONGEST_LABEL) }),
        ...(description !== undefined && { description: text(description, LONGEST_LABEL) }),
      },
    ];
  });
  return {
    ...question,
    message: text(question.message, LONGEST_MESSAGE),
    fields: Object.fromEntries(fields),
  };
}

/** Masks secrets in everything that is requested from the client. Questions are also made safe to show. */
export function maskedWants<Wants extends Readonly<Record<string, Wanted>>>(
  wants: Wants,
  redact: Redact,
): Wants {
  const masked = Object.entries(wants).map(([name, want]) => {
    const isRead = want.method === 'elicitation/create';
    return [name, maskedValue(want, isRead ? (text) => printable(redact(text)) : redact)];
  });
  return Object.fromEntries(masked) as Wants;
}
