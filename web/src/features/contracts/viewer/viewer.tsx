import { ActionIcon, Skeleton, Text } from '@mantine/core';
import { IconArrowAutofitWidth, IconMinus, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract, Fact } from '../../../api/types.ts';
import { useShortcuts } from '../../../app/shortcuts.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { ImagePage } from './image-page.tsx';
import { placesByPage } from './places.ts';
import { currentPage, showMark } from './scrolling.ts';
import type { Selection } from './selection.ts';
import { type Source, sourceQuery } from './source.ts';
import styles from './viewer.module.css';
import { WordsPages } from './words-pages.tsx';

const PdfPages = lazy(async () => ({ default: (await import('./pdf-pages.tsx')).PdfPages }));

interface Props {
  readonly contract: Contract;
  readonly facts: readonly Fact[];
  readonly selection: Selection;
  /** Changes when the pane comes to the front: what was chosen meanwhile is scrolled to then. */
  readonly front: boolean;
}

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const FIT = ZOOMS.indexOf(1);

/** The document, with the words of its facts lit. */
export function Viewer({ contract, facts, selection, front }: Props) {
  const { t } = useTranslation();
  const { data: source, error, refetch } = useQuery(sourceQuery(contract));
  const scroller = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState(FIT);
  const [page, setPage] = useState(1);
  const [pages, setPages] = useState(0);
  const places = useMemo(() => placesByPage(facts), [facts]);
  const total = pages || (source?.kind === 'words' ? source.pages.length : 0);
  const closer = () => setZoom((before) => Math.min(ZOOMS.length - 1, before + 1));
  const further = () => setZoom((before) => Math.max(0, before - 1));
  useShortcuts([
    { keys: '+', label: t('viewer.closer'), group: 'record', run: closer },
    { keys: '-', label: t('viewer.further'), group: 'record', run: further },
    { keys: '0', label: t('viewer.fit'), group: 'record', run: () => setZoom(FIT) },
  ]);
  // A fact that is chosen, by a click, a key or the address, is scrolled to: now, or when there are pages.
  const { chosen } = selection;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a pane that was hidden could not scroll
  useEffect(() => {
    if (chosen !== undefined && (total > 0 || source?.kind === 'image')) showMark(scroller.current, chosen);
  }, [chosen, total, source, front]);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <section className={styles.viewer} aria-label={t('viewer.document')}>
      <div className={styles.bar}>
        <Text size="sm" c="dimmed" aria-live="off">
          {total > 0 && t('viewer.pageOf', { page, pages: total })}
        </Text>
        <div className={styles.zoom}>
          <Zoom label={t('viewer.further')} disabled={zoom === 0} onClick={further}>
            <IconMinus size={16} aria-hidden />
          </Zoom>
          <Text size="sm" c="dimmed" className={styles.percent}>
            {t('viewer.zoom', { zoom: ZOOMS[zoom] })}
          </Text>
          <Zoom label={t('viewer.closer')} disabled={zoom === ZOOMS.length - 1} onClick={closer}>
            <IconPlus size={16} aria-hidden />
          </Zoom>
          <Zoom label={t('viewer.fit')} disabled={zoom === FIT} onClick={() => setZoom(FIT)}>
            <IconArrowAutofitWidth size={16} aria-hidden />
          </Zoom>
        </div>
      </div>
      <section
        ref={scroller}
        className={styles.scroller}
        data-scroller
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
        tabIndex={0}
        aria-label={t('viewer.pages')}
        onScroll={() => setPage(currentPage(scroller.current))}
      >
        <div className={styles.pages} style={{ width: `${(ZOOMS[zoom] ?? 1) * 100}%` }}>
          {source ? (
            <Suspense fallback={<Blank />}>
              <Pages source={source} places={places} selection={selection} onReady={setPages} />
            </Suspense>
          ) : (
            <Blank />
          )}
        </div>
      </section>
    </section>
  );
}

interface PagesProps {
  readonly source: Source;
  readonly places: ReturnType<typeof placesByPage>;
  readonly selection: Selection;
  readonly onReady: (pages: number) => void;
}

function Pages({ source, places, selection, onReady }: PagesProps) {
  switch (source.kind) {
    case 'pdf':
      return <PdfPages bytes={source.bytes} places={places} selection={selection} onReady={onReady} />;
    case 'image':
      return <ImagePage image={source.image} places={places.get(1) ?? []} selection={selection} />;
    case 'words':
      return <WordsPages pages={source.pages} places={places} selection={selection} />;
  }
}

const Blank = () => <Skeleton className={styles.page} style={{ aspectRatio: 8.5 / 11 }} />;

interface ZoomProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const Zoom = ({ label, children, ...rest }: ZoomProps) => (
  <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} {...rest}>
    {children}
  </ActionIcon>
);
