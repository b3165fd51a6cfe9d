import { useMemo } from 'react';
import { useStore } from '@/components/use-store';
import type { FilesState } from '@/lib/files/file-state';
import type { Files } from '@/lib/files/files';
import { createStore, type ReadonlyStore } from '@/lib/store/store';
import { useCall } from '../call-provider';
import { type FileItem, toFileItems } from './file-item';

const nothing: ReadonlyStore<FilesState> = createStore<FilesState>({
  incoming: new Map(),
  outgoing: new Map(),
});

/** The files of this call; `null` until the call is under way. */
export function useFiles(): Files | null {
  return useStore(useCall().activities)?.files ?? null;
}

/** The files of this call as things in the timeline. */
export function useFileItems(): readonly FileItem[] {
  const self = useStore(useCall().activities)?.self ?? '';
  const state = useStore(useFiles()?.state ?? nothing);
  return useMemo(() => toFileItems(state, self), [state, self]);
}
