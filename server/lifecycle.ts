/** Whether the server is shutting down; the one thing that main says to the app after it was made. */
export interface Lifecycle {
  draining: boolean;
}
