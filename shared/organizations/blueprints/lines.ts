/** Lines of business belong to a blueprint (K19). */
import { invalid } from '../../kernel/problem.ts';
import { blueprintOf } from './index.ts';

/** @returns what is wrong with a choice of lines; undefined for a good one */
export function wrongLines(blueprint: unknown, chosen: readonly string[]): string | undefined {
  const offered = blueprintOf(blueprint).industry_lines.map(({ key }) => key);
  if (offered.length > 0 && chosen.length === 0) return 'choose at least one line of business';
  return chosen.some((line) => !offered.includes(line))
    ? 'choose lines of business of this blueprint'
    : undefined;
}

/** @throws Problem 400 `validation_failed` */
export function checkLines(blueprint: unknown, chosen: readonly string[]): void {
  const message = wrongLines(blueprint, chosen);
  if (message) throw invalid([{ field: 'industry_lines', code: 'custom', message }]);
}
