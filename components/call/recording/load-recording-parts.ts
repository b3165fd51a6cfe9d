/** The program that records: only those who record need it, so it is loaded apart. */
export async function loadRecordingParts() {
  const [{ openRecorder, prepareRecorder }, { layOutFilms }, { recordedPeople }] = await Promise.all([
    import('./open-recorder'),
    import('./lay-out-films'),
    import('./recorded-people'),
  ]);
  return { openRecorder, prepareRecorder, layOutFilms, recordedPeople };
}
