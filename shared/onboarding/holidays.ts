/** Days on which nobody works, in every year, wherever the customer is. */
export const HOLIDAYS: readonly string[] = ['01-01', '12-25'];
