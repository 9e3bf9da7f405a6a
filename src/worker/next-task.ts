// A pause that lets waiting messages, input and painting in.

/** Resolves in a later task. Timers would wait at least 4 ms once they are nested; a message does not. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
