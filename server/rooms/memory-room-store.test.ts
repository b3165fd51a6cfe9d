import { MemoryRoomStore } from './memory-room-store';
import { describeRoomStore } from './room-store.contract';

describeRoomStore('MemoryRoomStore', async (options) => new MemoryRoomStore(options));
