/** Whether changes are told as they happen. */
let told = false;

export const setTold = (now: boolean): void => {
  told = now;
};

/** How often what moves by itself is asked for: seldom while one is told of it anyway. */
export const pace = (ms: number): number => (told ? 30_000 : ms);
