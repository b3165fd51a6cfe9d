import { FileEntry } from '../files/file-entry';
import type { ChatItem } from './chat-item';
import { TextEntry } from './text-entry';

/** One item of the timeline, whatever kind it is. */
export function ChatEntry({ item }: { item: ChatItem }) {
  switch (item.type) {
    case 'text':
      return <TextEntry text={item.text} isSelf={item.author.isSelf} />;
    case 'file':
      return <FileEntry file={item.file} />;
  }
}
