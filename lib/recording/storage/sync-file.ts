/** A file open for one writer alone, as a worker has it (`FileSystemSyncAccessHandle`, File System Standard 2.7). */
export interface SyncFile {
  read(buffer: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  /** Resolves the moment that what was written survives the page, and the browser. */
  flush(): void;
  close(): void;
}
