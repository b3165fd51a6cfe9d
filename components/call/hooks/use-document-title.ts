import { useEffect } from 'react';

/** Names the browser's tab while mounted and gives the former name back. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}
