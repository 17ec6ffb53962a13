// Massless RAMBO (Kleiss, Stirling, Ellis, Comput. Phys. Commun. 40 (1986) 359) as one writes it in C++: one event at a time, xoshiro256+,
// the compiler's own mathematics. Usage: rambo PARTICLES EVENTS BUFFER; for each line read from standard input it draws EVENTS events into a buffer
// of BUFFER events, over and over, and writes the seconds that took and the mean energy of the first particle.
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

struct Random {
    std::uint64_t a, b, c, d;

    explicit Random(std::uint64_t seed) {
        // splitmix64, as the authors of xoshiro256+ recommend.
        auto next = [&seed] {
            std::uint64_t z = (seed += 0x9e3779b97f4a7c15u);
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
            z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
            return z ^ (z >> 31);
        };
        a = next();
        b = next();
        c = next();
        d = next();
    }

    // In (0, 1): a logarithm is taken of it.
    double uniform() {
        const std::uint64_t result = a + d, t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = (d << 45) | (d >> 19);
        return (static_cast<double>(result >> 12) + 0.5) * 0x1.0p-52;
    }
};

struct Momentum {
    double e, x, y, z;
};

void rambo(Random& random, int n, double sqrt_s, Momentum* p) {
    Momentum sum{0, 0, 0, 0};
    for (int i = 0; i < n; ++i) {
        const double cos_theta = 2 * random.uniform() - 1, phi = 2 * M_PI * random.uniform();
        const double e = -std::log(random.uniform() * random.uniform());
        const double transverse = e * std::sqrt(1 - cos_theta * cos_theta);
        p[i] = {e, transverse * std::cos(phi), transverse * std::sin(phi), e * cos_theta};
        sum.e += p[i].e;
        sum.x += p[i].x;
        sum.y += p[i].y;
        sum.z += p[i].z;
    }

    const double inverse = 1 / std::sqrt(sum.e * sum.e - sum.x * sum.x - sum.y * sum.y - sum.z * sum.z);
    const double bx = -sum.x * inverse, by = -sum.y * inverse, bz = -sum.z * inverse;
    const double gamma = sum.e * inverse, a = 1 / (1 + gamma), scale = sqrt_s * inverse;
    for (int i = 0; i < n; ++i) {
        const Momentum q = p[i];
        const double product = bx * q.x + by * q.y + bz * q.z, along = q.e + a * product;
        p[i] = {scale * (gamma * q.e + product), scale * (q.x + bx * along), scale * (q.y + by * along), scale * (q.z + bz * along)};
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) {
        std::fprintf(stderr, "usage: rambo PARTICLES EVENTS BUFFER\n");
        return 2;
    }

    const int particles = std::atoi(arguments[1]);
    const long events = std::atol(arguments[2]), buffer = std::atol(arguments[3]);
    std::vector<Momentum> momenta(static_cast<std::size_t>(particles) * buffer);
    std::vector<double> weights(buffer);
    Random random(1);
    while (std::getchar() != EOF) {
        const auto start = std::chrono::steady_clock::now();
        double sum = 0;
        for (long event = 0, row = 0; event < events; ++event, row = row + 1 == buffer ? 0 : row + 1) {
            Momentum* p = &momenta[static_cast<std::size_t>(particles) * row];
            rambo(random, particles, 1000, p);
            weights[row] = 1;
            sum += p[0].e;
        }

        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        std::printf("%.9f %.9f\n", seconds.count(), sum / events);
        std::fflush(stdout);
    }
}
