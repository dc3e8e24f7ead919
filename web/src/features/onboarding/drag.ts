/** Dragging tasks within and between phases. A chunk of its own: it is loaded after the plan is shown. */
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';

export interface Drop {
  readonly key: string;
  readonly phase: string;
  /** The task that it now stands behind; null: first. */
  readonly after: string | null;
}

/** @returns lets go */
export function attachDragging(root: HTMLElement, onDrop: (drop: Drop) => void): () => void {
  const rows = [...root.querySelectorAll<HTMLElement>('[data-task]')];
  const lower = (element: Element, y: number) => {
    const { top, height } = element.getBoundingClientRect();
    return y > top + height / 2;
  };
  const clear = () => {
    for (const row of rows) delete row.dataset.drop;
  };
  return combine(
    ...rows.flatMap((row) => {
      const grip = row.querySelector('[data-grip]');
      return [
        draggable({
          element: row,
          ...(grip && { dragHandle: grip }),
          getInitialData: () => ({ key: row.dataset.task }),
        }),
        dropTargetForElements({
          element: row,
          getData: ({ input }) => ({ key: row.dataset.task, below: lower(row, input.clientY) }),
          onDrag: ({ self }) => {
            clear();
            row.dataset.drop = self.data.below ? 'below' : 'above';
          },
          onDragLeave: clear,
        }),
      ];
    }),
    monitorForElements({
      onDrop: ({ source, location }) => {
        clear();
        const [target] = location.current.dropTargets;
        const row = target?.element as HTMLElement | undefined;
        const key = String(source.data.key);
        if (!target || !row || row.dataset.task === key) return;
        const phase = row.dataset.phase ?? '';
        const peers = rows.filter((other) => other.dataset.phase === phase && other.dataset.task !== key);
        const index = peers.indexOf(row) - (target.data.below ? 0 : 1);
        onDrop({ key, phase, after: peers[index]?.dataset.task ?? null });
      },
    }),
  );
}
