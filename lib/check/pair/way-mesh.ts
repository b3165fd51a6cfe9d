import { PeerMesh, type PeerMeshOptions } from '@/lib/call/peer-mesh';
import type { IceConfig } from '@/lib/protocol';

/** A mesh that connects one way only, whatever the room's server says. */
export class WayMesh extends PeerMesh {
  readonly #ice: IceConfig;

  constructor(options: PeerMeshOptions, ice: IceConfig) {
    super(options);
    this.#ice = ice;
    super.setIce(ice);
  }

  /** Credentials are as old as the check, which takes less than a minute: no need for the server's newer ones. */
  override setIce(_ofRoom: IceConfig): void {
    super.setIce(this.#ice);
  }
}
