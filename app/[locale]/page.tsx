export default function Home() {
  return <h1>Looplab</h1>;
}
