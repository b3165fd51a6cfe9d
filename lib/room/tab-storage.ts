/** What a tab keeps across a reload, and only that tab: `sessionStorage`. Any step may throw: full, or forbidden. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
