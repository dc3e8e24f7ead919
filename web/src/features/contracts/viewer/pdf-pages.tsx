import { Skeleton } from '@mantine/core';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/error-state.tsx';
import { Marks } from './marks.tsx';
import { openPdf } from './pdf.ts';
import type { Place } from './places.ts';
import type { Selection } from './selection.ts';
import styles from './viewer.module.css';

interface Props {
  readonly bytes: ArrayBuffer;
  readonly places: ReadonlyMap<number, readonly Place[]>;
  readonly selection: Selection;
  /** Called when pages stand there and can be scrolled to. */
  readonly onReady: (pages: number) => void;
}

/** Letter, until a page has said what it measures. */
const USUAL_RATIO = 11 / 8.5;

/** All pages of a PDF; those in sight and their neighbours are drawn. */
export function PdfPages({ bytes, places, selection, onReady }: Props) {
  const [pdf, setPdf] = useState<PDFDocumentProxy>();
  const [ratio, setRatio] = useState(USUAL_RATIO);
  const [error, setError] = useState<unknown>();
  const ready = useRef(onReady);
  useEffect(() => {
    ready.current = onReady;
  });
  useEffect(() => {
    const task = openPdf(bytes);
    let left = false;
    task.promise
      .then(async (opened) => {
        const { width, height } = (await opened.getPage(1)).getViewport({ scale: 1 });
        if (left) return;
        setRatio(height / width);
        setPdf(opened);
        ready.current(opened.numPages);
      })
      .catch((failure: unknown) => !left && setError(failure));
    return () => {
      left = true;
      void task.destroy();
    };
  }, [bytes]);
  if (error !== undefined) return <ErrorState error={error} />;
  if (!pdf) return <Skeleton className={styles.page} style={{ aspectRatio: 1 / ratio }} />;
  return Array.from({ length: pdf.numPages }, (_, index) => (
    <PdfPage
      // biome-ignore lint/suspicious/noArrayIndexKey: a page's number is its identity
      key={index}
      pdf={pdf}
      number={index + 1}
      usual={ratio}
      places={places.get(index + 1) ?? []}
      selection={selection}
    />
  ));
}

interface PageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly usual: number;
  readonly places: readonly Place[];
  readonly selection: Selection;
}

function PdfPage({ pdf, number, usual, places, selection }: PageProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [ratio, setRatio] = useState(usual);
  const { near, width } = useSight(frame);
  useEffect(() => {
    const target = canvas.current;
    if (!near || width === 0 || !target) return;
    let cancel = () => {};
    let left = false;
    void (async () => {
      const page = await pdf.getPage(number);
      if (left) return;
      const plain = page.getViewport({ scale: 1 });
      setRatio(plain.height / plain.width);
      // A hand-sized screen asks for three pixels a point; more than this much canvas is more than it can hold.
      const scale = Math.min((width * window.devicePixelRatio) / plain.width, MOST_PIXELS / plain.height);
      const viewport = page.getViewport({ scale });
      // Drawn aside and put in place whole: a page that is drawn anew does not flash.
      const drawn = document.createElement('canvas');
      drawn.width = Math.floor(viewport.width);
      drawn.height = Math.floor(viewport.height);
      const task = page.render({ canvas: drawn, viewport });
      cancel = () => task.cancel();
      await task.promise;
      target.width = drawn.width;
      target.height = drawn.height;
      target.getContext('2d')?.drawImage(drawn, 0, 0);
      target.dataset.drawn = 'true';
    })().catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'RenderingCancelledException')) throw error;
    });
    return () => {
      left = true;
      cancel();
    };
  }, [pdf, number, near, width]);
  // What is far away holds no pixels.
  useEffect(() => {
    if (near || !canvas.current) return;
    canvas.current.width = 0;
    delete canvas.current.dataset.drawn;
  }, [near]);
  return (
    <section
      ref={frame}
      className={styles.page}
      style={{ aspectRatio: 1 / ratio }}
      data-page={number}
      aria-label={t('contracts.page', { page: number })}
    >
      <canvas ref={canvas} />
      <Marks places={places} selection={selection} />
    </section>
  );
}

const MOST_PIXELS = 5000;

/** Whether an element is in sight or a screen away from it, and how wide it is. */
function useSight(element: React.RefObject<HTMLElement | null>): { near: boolean; width: number } {
  const [near, setNear] = useState(false);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const sight = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: target.closest('[data-scroller]'),
      rootMargin: '100% 0px',
    });
    let pending = 0;
    const size = new ResizeObserver(() => {
      // A pane that is being dragged is drawn when it rests.
      window.clearTimeout(pending);
      pending = window.setTimeout(() => setWidth(target.clientWidth), 80);
    });
    sight.observe(target);
    size.observe(target);
    setWidth(target.clientWidth);
    return () => {
      window.clearTimeout(pending);
      sight.disconnect();
      size.disconnect();
    };
  }, [element]);
  return { near, width };
}
