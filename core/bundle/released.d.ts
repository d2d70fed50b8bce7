export const RELEASED: boolean;
