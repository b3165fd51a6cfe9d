import { useEffect, useState } from 'react';
import { useStore } from '@/components/use-store';
import { createStore, type ReadonlyStore } from '@/lib/store/store';
import { useChat } from './use-chat';

const nothing: ReadonlyStore<string> = createStore('');

/** What is being written, and what changes it. It outlives the panel, a reload, and leaving and coming back. */
export function useDraft(): [draft: string, setDraft: (draft: string) => void] {
  const chat = useChat();
  const kept = useStore(chat?.draft ?? nothing);
  // Written before there is a chat: it goes on with that, below what was kept of an earlier life of the page.
  const [early, setEarly] = useState('');
  useEffect(() => {
    if (!chat || early === '') return;
    chat.setDraft([chat.draft.getSnapshot(), early].filter(Boolean).join('\n'));
    setEarly('');
  }, [chat, early]);
  return [chat && early === '' ? kept : early, chat ? (draft) => chat.setDraft(draft) : setEarly];
}
