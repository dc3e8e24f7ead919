import type { PlanSource } from '../../api/types.ts';
import styles from './plan.module.css';
import { originText } from './task-facts.ts';

/** Where a part of the plan comes from; opened, why, and the contract's own words. */
export function Origin({ source }: { readonly source: PlanSource }) {
  return (
    <details className={styles.origin}>
      <summary>{originText(source)}</summary>
      <p>{source.reason}</p>
      {source.quote && <blockquote>“{source.quote}”</blockquote>}
    </details>
  );
}
