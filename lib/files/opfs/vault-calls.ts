import type { FileId, ParticipantId, RoomId } from '@/lib/protocol';
import type { FileRecord, KeptFile } from '../file-vault';

/** What the page asks of the worker that keeps files: arguments, and what it answers with. */
export interface VaultCalls {
  open: { args: { roomId: RoomId; self: ParticipantId }; answer: KeptFile[] };
  begin: { args: { record: FileRecord; likeId: FileId | null }; answer: Uint8Array<ArrayBuffer> };
  write: {
    args: { fileId: FileId; bytes: Uint8Array<ArrayBuffer>; digest: Uint8Array };
    answer: Uint8Array<ArrayBuffer>;
  };
  finish: { args: { fileId: FileId }; answer: null };
  update: { args: { record: FileRecord }; answer: null };
  stage: { args: { record: FileRecord; blob: Blob }; answer: null };
  read: { args: { fileId: FileId }; answer: Blob | null };
  remove: { args: { fileId: FileId }; answer: null };
}

export type VaultCall = {
  [K in keyof VaultCalls]: { call: K; args: VaultCalls[K]['args'] };
}[keyof VaultCalls];

export type VaultRequest = VaultCall & { id: number };

export type VaultAnswer = { id: number } & (
  | { ok: true; answer: VaultCalls[keyof VaultCalls]['answer'] }
  | { ok: false; name: string; message: string }
);
