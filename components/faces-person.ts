/** Whether a camera looks at its person, who then expects a mirror; one that looks away is none (mediacapture-main). */
export function facesPerson(track: MediaStreamTrack): boolean {
  return track.getSettings?.().facingMode !== 'environment';
}
