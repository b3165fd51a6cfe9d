import { loadLateParts } from '../call/load-parts';
import { loadCallScreen } from '../call/use-call-screen';
import { loadScanner } from './scan/load-scanner';

/** Loads everything that a direct call ever asks for: its page works on when the server is gone. */
export function loadDirectParts(): void {
  void loadLateParts([loadCallScreen, loadScanner]);
}
