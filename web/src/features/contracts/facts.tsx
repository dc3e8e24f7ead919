import { Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact, FactChange } from '../../api/types.ts';
import { useRowShortcuts, useShortcuts } from '../../app/shortcuts.ts';
import { moveFocus } from '../../components/move-focus.ts';
import { grouped } from './fact-groups.ts';
import { FactRow } from './fact-row.tsx';
import styles from './facts.module.css';
import type { Selection } from './viewer/selection.ts';

interface Props {
  /** Undefined where no document stands beside. */
  readonly selection: Selection | undefined;
  /** Brings the document to the front where there is room for one thing only. */
  readonly onShow: () => void;
  readonly contractId: string;
  readonly facts: readonly Fact[];
  readonly editable: boolean;
  readonly busy: boolean;
  readonly onChange: (change: FactChange) => Promise<unknown>;
}

/** All facts, those in doubt first. */
export function Facts({ facts, ...rest }: Props) {
  const { t } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  useRowShortcuts(root, '[data-fact]');
  // A row that has the focus takes these keys itself; without one, the first asks for the focus.
  const toFirst = rest.editable ? () => moveFocus(root.current, '[data-fact]', 1) : undefined;
  useShortcuts([
    { keys: 'c', label: t('contracts.confirm'), group: 'record', run: toFirst },
    { keys: 'e', label: t('contracts.correct'), group: 'record', run: toFirst },
    { keys: 'x', label: t('contracts.reject'), group: 'record', run: toFirst },
    { keys: 'u', label: t('contracts.undo'), group: 'record', run: toFirst },
  ]);
  const first = useInDoubt(facts);
  const doubtful = facts.filter(({ key }) => first.has(key));
  const left = doubtful.filter(({ needs_review }) => needs_review).length;
  return (
    <div ref={root} className={styles.sections}>
      {doubtful.length > 0 && (
        <section className={styles.section} data-attention={left > 0} aria-labelledby="needs-you">
          <header>
            <Title order={2} size="h4" id="needs-you">
              {t('contracts.needsYou')}
            </Title>
            <Text size="sm" c="dimmed" aria-live="polite">
              {left > 0 ? t('contracts.needsYouHelp', { count: left }) : t('contracts.allLookedAt')}
            </Text>
          </header>
          <ul className={styles.list}>
            {doubtful.map((fact) => (
              <FactRow key={fact.key} fact={fact} {...rest} />
            ))}
          </ul>
        </section>
      )}
      {grouped(facts.filter(({ key }) => !first.has(key))).map((group) => (
        <section key={group.name} className={styles.section} aria-label={t(`contracts.group.${group.name}`)}>
          <header>
            <Title order={2} size="h4">
              {t(`contracts.group.${group.name}`)}
            </Title>
          </header>
          <ul className={styles.list}>
            {group.facts.map((fact) => (
              <FactRow key={fact.key} fact={fact} {...rest} />
            ))}
          </ul>
        </section>
      ))}
      {rest.editable && (
        <Text size="sm" c="dimmed" visibleFrom="sm">
          {t('contracts.keys')}
        </Text>
      )}
    </div>
  );
}

/** What was in doubt at any time of this visit: a fact that is decided stays where it is, so that nothing jumps. */
function useInDoubt(facts: readonly Fact[]): ReadonlySet<string> {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const fresh = facts.filter(({ key, needs_review }) => needs_review && !seen.has(key));
  if (fresh.length === 0) return seen;
  const grown = new Set([...seen, ...fresh.map(({ key }) => key)]);
  setSeen(grown);
  return grown;
}
