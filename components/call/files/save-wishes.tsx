import { createContext, type ReactNode, use, useState } from 'react';
import type { FileId } from '@/lib/protocol';

const SaveWishesContext = createContext<Set<FileId> | null>(null);

/** Above everything that comes and goes, such as the panel that was open when a file was asked for. */
export function SaveWishesProvider({ children }: { children: ReactNode }) {
  const [wishes] = useState(() => new Set<FileId>());
  return <SaveWishesContext value={wishes}>{children}</SaveWishesContext>;
}

/** The files that were asked for on this page: each is saved as soon as it is whole. */
export function useSaveWishes(): Set<FileId> {
  const wishes = use(SaveWishesContext);
  if (!wishes) throw new Error('useSaveWishes needs a SaveWishesProvider above it');
  return wishes;
}
