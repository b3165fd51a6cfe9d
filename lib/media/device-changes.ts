import { type DeviceList, type DeviceLists, type ListedDevice, systemDefaultId } from './device-lists';

/** For browsers that list no speakers, where only the name tells a headset from a webcam's microphone. */
const headsetName = /head(set|phone)|ear(buds?|phone|pods)|air ?pods|buds|hands-?free/i;

/**
 * The microphone of a headset that has just been connected, or `null`. A headset is a microphone with a speaker in
 * the same group; the two may be announced one after the other. The first named list announces nothing.
 */
export function arrivedHeadset(before: DeviceLists, after: DeviceLists): string | null {
  if (!before.microphone.isNamed || !after.microphone.isNamed) return null;
  const isNew = (list: DeviceList, device: ListedDevice) =>
    !list.devices.some((known) => known.deviceId === device.deviceId);
  for (const microphone of after.microphone.devices) {
    if (microphone.deviceId === systemDefaultId) continue;
    const speaker = after.speaker.devices.find(
      (device) => device.deviceId !== systemDefaultId && device.groupId === microphone.groupId,
    );
    const hasArrived =
      isNew(before.microphone, microphone) ||
      (speaker !== undefined && before.speaker.isNamed && isNew(before.speaker, speaker));
    const isHeadset = speaker !== undefined || (!after.speaker.isNamed && headsetName.test(microphone.label));
    if (hasArrived && isHeadset) return microphone.deviceId;
  }
  return null;
}

/** True when the system's default is another physical device than before: a track of the default must be renewed. */
export function hasDefaultMoved(before: DeviceList, after: DeviceList): boolean {
  const groupOf = (list: DeviceList) =>
    list.devices.find((device) => device.deviceId === systemDefaultId)?.groupId ?? '';
  return groupOf(before) !== '' && groupOf(after) !== '' && groupOf(before) !== groupOf(after);
}

/** True when the two lists do not hold the same devices. */
export function isDifferent(before: DeviceList, after: DeviceList): boolean {
  const ids = (list: DeviceList) => list.devices.map((device) => device.deviceId).join('\n');
  return before.isNamed !== after.isNamed || ids(before) !== ids(after);
}
