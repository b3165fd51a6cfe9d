export type DevicePermission = 'camera' | 'microphone';

class FakePermissionStatus extends EventTarget implements PermissionStatus {
  onchange = null;

  constructor(
    readonly name: DevicePermission,
    public state: PermissionState,
  ) {
    super();
  }
}

/** The browser's permissions for camera and microphone; `set` is what a person does in its settings. */
export class FakePermissions implements Permissions {
  readonly #statuses: Record<DevicePermission, FakePermissionStatus>;

  constructor(states: Partial<Record<DevicePermission, PermissionState>> = {}) {
    this.#statuses = {
      camera: new FakePermissionStatus('camera', states.camera ?? 'granted'),
      microphone: new FakePermissionStatus('microphone', states.microphone ?? 'granted'),
    };
  }

  get(name: DevicePermission): PermissionState {
    return this.#statuses[name].state;
  }

  set(name: DevicePermission, state: PermissionState): void {
    const status = this.#statuses[name];
    if (status.state === state) return;
    status.state = state;
    status.dispatchEvent(new Event('change'));
  }

  query(descriptor: PermissionDescriptor): Promise<PermissionStatus> {
    const { name } = descriptor;
    if (name === 'camera' || name === 'microphone') return Promise.resolve(this.#statuses[name]);
    return Promise.reject(new TypeError(`unknown permission ${name}`));
  }
}
