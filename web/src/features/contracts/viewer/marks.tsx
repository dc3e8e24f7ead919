import { useTranslation } from 'react-i18next';
import type { Place } from './places.ts';
import type { Selection } from './selection.ts';
import styles from './viewer.module.css';

const percent = (fraction: number) => `${fraction * 100}%`;

/** The words of facts, lit over a page that is drawn. */
export function Marks({
  places,
  selection,
}: {
  readonly places: readonly Place[];
  readonly selection: Selection;
}) {
  const { t } = useTranslation();
  return places.map(({ fact, field, quote, box, inDoubt }, index) =>
    box === null ? null : (
      <button
        // biome-ignore lint/suspicious/noArrayIndexKey: a place has no identity but its order
        key={index}
        type="button"
        className={styles.mark}
        style={{
          left: percent(box.left),
          top: percent(box.top),
          width: percent(box.width),
          height: percent(box.height),
        }}
        data-mark={fact}
        data-doubt={inDoubt}
        data-lit={selection.lit === fact}
        data-chosen={selection.chosen === fact}
        // The list of facts is the way for the keyboard: it says what each is.
        tabIndex={-1}
        title={quote}
        aria-label={t('viewer.mark', { field: t(`contracts.field.${field}`) })}
        onMouseEnter={() => selection.light(fact)}
        onMouseLeave={() => selection.light(undefined)}
        onClick={() => selection.choose(fact)}
      />
    ),
  );
}
