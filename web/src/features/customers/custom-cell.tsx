import '../../i18n/texts/workspace.ts';
import { Anchor } from '@mantine/core';
import type { CustomField } from '../workspace/settings-queries.ts';
import { shownValue } from './custom-values.ts';
import styles from './customers.module.css';

interface Props {
  readonly field: CustomField;
  readonly value: unknown;
}

/** A value of one of the organization's own fields in a row. Loaded when such a column is shown. */
export function CustomCell({ field, value }: Props) {
  const text = shownValue(field, value);
  if (text === undefined || text === '') return '–';
  if (field.type !== 'url' || !/^https?:/.test(text))
    return (
      <span className={styles.value} title={text}>
        {text}
      </span>
    );
  return (
    <Anchor
      className={`${styles.value} ${styles.link}`}
      href={text}
      target="_blank"
      rel="noreferrer noopener"
      title={text}
    >
      {text.replace(/^https?:\/\/(www\.)?/, '')}
    </Anchor>
  );
}
