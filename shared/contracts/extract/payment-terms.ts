/** The normal term of payment for invoices. */
import type { Fact } from '../extraction.ts';
import { findDurations } from './durations.ts';
import { factAt } from './facts.ts';
import { type Source, sentenceAround } from './source.ts';

const NET = /\bnet[ -]?(?:of )?(\d{1,3})(?: ?days)?\b|\b(\d{1,3}) days?,? net\b/gi;
const RECEIPT =
  /\b(?:due|payable)\b[^.;]{0,40}\b(?:up)?on (?:the )?receipt\b|\bdue on receipt\b|\bpayment (?:is )?(?:due )?upon receipt\b/gi;
const PAYING = /\b(?:pay(?:s|able|ment|ments)?|paid|due|remit\w*|settle[sd]?|invoic\w*|falls? due)\b/i;

interface Candidate {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** "net 30", or "due on receipt"; null where the contract names no term. */
export function findPaymentTerms(source: Source): Fact<string> | null {
  const { flat } = source;
  const found: Candidate[] = [];
  const add = (value: string, start: number, end: number, score: number): void => {
    const around = flat.slice(Math.max(0, start - 200), end + 120);
    const { start: from, end: to } = sentenceAround(source, { start, end }, 160);
    const penalty =
      /\b(?:disputes?|late|overdue|interest|suspend|past due|breach|cure|terminat\w+|refund|reimburs\w+|credit|notify|object|withhold|reminder|delinquent)\b/i.test(
        flat.slice(Math.max(from, start - 110), Math.min(to, end + 80)),
      )
        ? 1.6
        : 0;
    const bonus = /\binvoice/i.test(around) ? 1.2 : 0;
    found.push({ value, start, end, score: score + bonus - penalty - (start / flat.length) * 0.3 });
  };
  for (const match of flat.matchAll(NET))
    add(`net ${Number(match[1] ?? match[2])}`, match.index, match.index + match[0].length, 4);
  for (const match of flat.matchAll(RECEIPT))
    add('due on receipt', match.index, match.index + match[0].length, 2.8);
  for (const match of flat.matchAll(/\b(?:invoic\w*|pay(?:s|able|ment|ments)?|paid|falls? due|bills?)\b/gi)) {
    const from = Math.max(0, match.index - 140);
    const window = flat.slice(from, match.index + 180);
    for (const duration of findDurations(window)) {
      if (!/^(?:day|business day|week)$/.test(duration.unit)) continue;
      const days = duration.unit === 'week' ? duration.count * 7 : duration.count;
      if (days > 180) continue;
      const before = window.slice(Math.max(0, duration.start - 60), duration.start);
      const after = window.slice(duration.end, duration.end + 90);
      let score = 0;
      if (
        /\bwithin (?:the )?(?:a period of )?$|\b(?:no|not) later than $|\bin $|\bduring (?:the )?$|\bis $|\bare $|\bdue $|\bpayable $|\bterms? (?:of|is|are|:) $/i.test(
          before,
        )
      )
        score += 1;
      if (
        /^['s]{0,2} ?(?:net )?,? ?(?:of|after|from|following|counted from|upon|as of)\b[^.;]{0,70}\b(?:invoices?|receipt|receiv\w+|date|billing|delivery|bills?|issued?|sent|presentation|presented|month)/i.test(
          after,
        )
      )
        score += 1.6;
      if (/\b(?:payable|due|paid|pays?|remit(?:s|ted)?|settle[sd]?)\b[^.;]{0,56}$/i.test(before))
        score += 1.7;
      if (!PAYING.test(window.slice(Math.max(0, duration.start - 130), duration.end + 70))) continue;
      if (/\bnotice|prior|advance|before\b/i.test(after.slice(0, 25))) score -= 2;
      if (score >= 2) add(`net ${days}`, from + duration.start, from + duration.end, score);
    }
  }
  const [best] = found.sort((a, b) => b.score - a.score || a.start - b.start);
  if (!best || best.score < 1.6) return null;
  const votes = new Set(found.filter((other) => other.score > best.score - 0.8).map((other) => other.value));
  return factAt(source, best.value, [best], 0.5 + Math.min(0.4, best.score * 0.08) - (votes.size - 1) * 0.15);
}
