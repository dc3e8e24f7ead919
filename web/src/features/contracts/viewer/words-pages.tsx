import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { markedLines, type Place } from './places.ts';
import type { Selection } from './selection.ts';
import type { ReadPage } from './source.ts';
import styles from './viewer.module.css';

interface Props {
  readonly pages: readonly ReadPage[];
  readonly places: ReadonlyMap<number, readonly Place[]>;
  readonly selection: Selection;
}

/** A document without drawn pages: its words as they were read. */
export function WordsPages({ pages, places, selection }: Props) {
  return pages.map((page) => (
    <WordsPage key={page.number} page={page} places={places.get(page.number) ?? []} selection={selection} />
  ));
}

interface PageProps {
  readonly page: ReadPage;
  readonly places: readonly Place[];
  readonly selection: Selection;
}

function WordsPage({ page: { number, lines }, places, selection }: PageProps) {
  const { t } = useTranslation();
  const marked = useMemo(
    () =>
      markedLines(
        lines.map(({ text }) => text),
        places,
      ),
    [lines, places],
  );
  const doubtful = new Set(places.filter(({ inDoubt }) => inDoubt).map(({ fact }) => fact));
  return (
    <section className={styles.words} data-page={number} aria-label={t('contracts.page', { page: number })}>
      {lines.map(({ role, struck }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their order
        <p key={index} data-role={role} data-struck={struck === true}>
          {(marked[index] ?? []).map(({ text, facts }, part) =>
            facts.length === 0 ? (
              text
            ) : (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list of facts is the way for the keyboard
              <mark
                // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no identity but their order
                key={part}
                data-mark={facts.join(' ')}
                data-doubt={facts.some((fact) => doubtful.has(fact))}
                data-lit={facts.includes(selection.lit ?? '')}
                data-chosen={facts.includes(selection.chosen ?? '')}
                onMouseEnter={() => selection.light(facts[0])}
                onMouseLeave={() => selection.light(undefined)}
                onClick={() => selection.choose(facts[0] ?? '')}
              >
                {text}
              </mark>
            ),
          )}
        </p>
      ))}
    </section>
  );
}
