import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Marks } from './marks.tsx';
import type { Place } from './places.ts';
import type { Selection } from './selection.ts';
import styles from './viewer.module.css';

interface Props {
  readonly image: Blob;
  readonly places: readonly Place[];
  readonly selection: Selection;
}

/** A photograph or a scan that is one picture. */
export function ImagePage({ image, places, selection }: Props) {
  const { t } = useTranslation();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(image);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [image]);
  return (
    <section className={styles.page} data-page={1} aria-label={t('contracts.page', { page: 1 })}>
      {url && <img src={url} alt={t('viewer.picture')} />}
      <Marks places={places} selection={selection} />
    </section>
  );
}
