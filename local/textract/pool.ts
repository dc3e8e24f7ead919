import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page, PSM, Worker } from 'tesseract.js';

/** Engines are kept this long after their last page: starting one takes half a second and some 100 MB. */
const IDLE_MS = 30_000;

/** A whole page, or one block of text such as a table's cell. */
export type Layout = 'page' | 'block';

/** A few recognition engines, shared by all jobs. */
export interface Pool {
  /** Recognises one image (a PNG or PNM file); waits for a free engine. */
  recognize(image: Buffer, dpi: number, layout?: Layout): Promise<Page>;
  close(): Promise<void>;
}

/** Opens a pool; engines start when they are needed and end when they are idle. */
export function openPool(size: number): Pool {
  const free: Worker[] = [];
  const waiting: ((worker: Worker | null) => void)[] = [];
  let running = 0;
  let closed = false;
  let idle: NodeJS.Timeout | undefined;

  const start = async (): Promise<Worker> => {
    const { createWorker } = await import('tesseract.js');
    const require = createRequire(import.meta.url);
    const data = path.dirname(require.resolve('@tesseract.js-data/eng/package.json'));
    return createWorker('eng', 1, {
      langPath: path.join(data, '4.0.0_best_int'),
      cacheMethod: 'none',
      gzip: true,
    });
  };

  const take = async (): Promise<Worker> => {
    if (closed) throw new Error('The recognition pool is closed.');
    clearTimeout(idle);
    const ready = free.pop();
    if (ready) return ready;
    if (running < size) {
      running++;
      try {
        return await start();
      } catch (error) {
        running--;
        throw error;
      }
    }
    const handed = await new Promise<Worker | null>((resolve) => waiting.push(resolve));
    return handed ?? take();
  };

  const give = (worker: Worker) => {
    const next = waiting.shift();
    if (next) return next(worker);
    free.push(worker);
    idle = setTimeout(() => void stopFree(), IDLE_MS);
    idle.unref();
  };

  const stopFree = async () => {
    const ending = free.splice(0);
    running -= ending.length;
    await Promise.all(ending.map((worker) => worker.terminate()));
  };

  return {
    async recognize(image, dpi, layout = 'page') {
      const worker = await take();
      try {
        // Tesseract's page segmentation modes: 3 finds columns and blocks, 6 takes one block for granted.
        const mode = (layout === 'page' ? '3' : '6') as PSM;
        await worker.setParameters({ user_defined_dpi: String(dpi), tessedit_pageseg_mode: mode });
        const { data } = await worker.recognize(image, {}, { blocks: true, text: false });
        give(worker);
        return data;
      } catch (error) {
        // An engine that failed is not trusted with another page.
        running--;
        await worker.terminate();
        waiting.shift()?.(null);
        throw error;
      }
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      await stopFree();
      for (const resolve of waiting.splice(0)) resolve(null);
    },
  };
}
