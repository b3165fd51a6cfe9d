import type { FilesState, IncomingView, OutgoingView } from '@/lib/files/file-state';
import type { ParticipantId } from '@/lib/protocol';
import type { TimelineItem } from '@/lib/room/timeline';

/** A file in the timeline: one of ours, or one that somebody offers us. */
export interface FileItem extends TimelineItem {
  readonly type: 'file';
  readonly file: ({ isOwn: true } & OutgoingView) | ({ isOwn: false } & IncomingView);
}

/** All files as things in the timeline, in no order. */
export function toFileItems({ incoming, outgoing }: FilesState, self: ParticipantId): FileItem[] {
  const files: FileItem['file'][] = [
    ...[...incoming.values()].map((view) => ({ isOwn: false as const, ...view })),
    ...[...outgoing.values()].map((view) => ({ isOwn: true as const, ...view })),
  ];
  return files.map((file) => {
    const { fileId, order, offeredMs, displayName } = file.offer;
    const participantId = file.isOwn ? self : file.from;
    return {
      type: 'file',
      id: fileId,
      order,
      atMs: offeredMs,
      author: { participantId, displayName, isSelf: file.isOwn, isConfirmed: true },
      file,
    };
  });
}
