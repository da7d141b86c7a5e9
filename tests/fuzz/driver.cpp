// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzz target without libFuzzer: all seeds as they are, then mutations of them for some seconds. It
// knows nothing of coverage, but runs with every compiler in every test run, and the order of inputs depends
// on the seed alone. The input of a crash is left in a file.
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t maxInputBytes = 64 * 1024; // large ones are slow and find no more
constexpr int maxSecondsOfAnInput = 20; // of CPU: a busy machine is no fault of a decoder

Bytes current; // what the target reads now: the handler of signals writes it out
std::string crashFile;

extern "C" void leaveCrash(int number)
{
    const int file = ::open(crashFile.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    const bool written =
        file >= 0 && ::write(file, current.data(), current.size()) == static_cast<ssize_t>(current.size());
    const char* text = number == SIGPROF ? "takes too long; input: " : "crash; input: ";
    if (!written)
        text = "crash; the input could not be written to: ";
    [[maybe_unused]] auto ignored = ::write(STDERR_FILENO, text, std::strlen(text));
    ignored = ::write(STDERR_FILENO, crashFile.data(), crashFile.size());
    ignored = ::write(STDERR_FILENO, "\n", 1);
    std::signal(number, SIG_DFL);
    ::raise(number);
}

void runOne(const Bytes& input)
{
    current = input;
    itimerval timer{};
    timer.it_value.tv_sec = maxSecondsOfAnInput;
    ::setitimer(ITIMER_PROF, &timer, nullptr);
    // A copy of exactly the size, so that sanitizers see a read past the end.
    const Bytes exact(input.begin(), input.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

class Mutator {
public:
    Mutator(const std::vector<Bytes>& seeds, std::uint64_t seed)
        : m_seeds(seeds)
        , m_random(seed)
    {
    }

    Bytes next()
    {
        auto input = m_seeds[below(m_seeds.size())];
        for (auto rounds = 1 + below(6); rounds > 0; --rounds)
            mutate(input);
        if (input.size() > maxInputBytes)
            input.resize(maxInputBytes);
        return input;
    }

private:
    /// 0 … bound − 1; the modulo is the same with every standard library, a distribution is not.
    std::size_t below(std::size_t bound)
    {
        return bound == 0 ? 0 : static_cast<std::size_t>(m_random() % bound);
    }

    void mutate(Bytes& input)
    {
        if (input.empty()) {
            input = m_seeds[below(m_seeds.size())];
            return;
        }
        const auto at = below(input.size());
        const auto length = std::min(input.size() - at, std::size_t(1) + below(below(4) == 0 ? 256 : 8));
        const auto from = input.begin() + static_cast<std::ptrdiff_t>(at);
        const auto to = from + static_cast<std::ptrdiff_t>(length);
        switch (below(9)) {
        case 0:
            input[at] = static_cast<std::uint8_t>(input[at] ^ (1U << below(8)));
            break;
        case 1:
            input[at] = special();
            break;
        case 2:
            input.insert(from, static_cast<std::uint8_t>(m_random()));
            break;
        case 3:
            input.erase(from, to);
            break;
        case 4:
            input.resize(at);
            break;
        case 5:
            insertPart(input, at, Bytes(from, to), 1);
            break; // say it twice
        case 6:
            insertPart(input, at, Bytes(from, to), below(512));
            break; // or very often
        case 7:
            insertPart(input, at, partOfSeed(), 1);
            break;
        default:
            input.erase(from, to);
            insertPart(input, at, number(), 1);
            break;
        }
    }

    void insertPart(Bytes& input, std::size_t at, const Bytes& part, std::size_t times)
    {
        Bytes all;
        for (; times > 0 && all.size() < maxInputBytes; --times)
            all.insert(all.end(), part.begin(), part.end());
        input.insert(input.begin() + static_cast<std::ptrdiff_t>(at), all.begin(), all.end());
    }
    Bytes partOfSeed()
    {
        const auto& seed = m_seeds[below(m_seeds.size())];
        const auto at = below(seed.size());
        const auto length = std::min(seed.size() - at, std::size_t(1) + below(64));
        const auto from = seed.begin() + static_cast<std::ptrdiff_t>(at);
        return {from, from + static_cast<std::ptrdiff_t>(length)};
    }
    /// Bytes that mean something to JSON, UTF-8, varints and C.
    std::uint8_t special()
    {
        static constexpr std::uint8_t bytes[] = {0,   1,   '\t', '\n', ' ',  '"',  '\\', '{',  '}', '[',
                                                 ']', ',', ':',  '-',  '.',  '0',  '9',  'e',  'u', '/',
                                                 '@', '%', 0x7f, 0x80, 0xbf, 0xc0, 0xed, 0xf4, 0xff};
        return bytes[below(std::size(bytes))];
    }
    Bytes number()
    {
        static const std::vector<std::string> texts = {"-1",
                                                       "0",
                                                       "00",
                                                       "1.0",
                                                       "1e3",
                                                       "65535",
                                                       "65536",
                                                       "2147483648",
                                                       "4294967296",
                                                       "9007199254740991",
                                                       "9007199254740992",
                                                       "9223372036854775808",
                                                       "18446744073709551615",
                                                       "18446744073709551616",
                                                       "\\ud83d",
                                                       "\\u0000",
                                                       "null"};
        const auto& text = texts[below(texts.size())];
        return {text.begin(), text.end()};
    }

    const std::vector<Bytes>& m_seeds;
    std::mt19937_64 m_random;
};

std::vector<Bytes> readSeeds(const std::vector<std::string>& paths)
{
    std::vector<std::filesystem::path> files;
    for (const auto& path : paths) {
        if (!std::filesystem::is_directory(path)) {
            files.emplace_back(path);
            continue;
        }
        for (const auto& entry : std::filesystem::directory_iterator(path))
            files.push_back(entry.path());
    }
    std::ranges::sort(files); // a folder has no order of its own
    std::vector<Bytes> seeds;
    for (const auto& path : files) {
        std::ifstream file(path, std::ios::binary);
        if (!file) {
            std::fprintf(stderr, "cannot read %s\n", path.c_str());
            std::exit(2);
        }
        seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return seeds;
}

} // namespace

/// fuzz_NAME [--seconds N] [--seed N] FILE|FOLDER…
int main(int argc, char** argv)
{
    double seconds = 3;
    std::uint64_t seed = 1;
    std::vector<std::string> paths;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--seconds" && i + 1 < argc)
            seconds = std::atof(argv[++i]);
        else if (argument == "--seed" && i + 1 < argc)
            seed = std::strtoull(argv[++i], nullptr, 10);
        else
            paths.push_back(argument);
    }
    const auto seeds = readSeeds(paths);
    if (seeds.empty()) {
        std::fprintf(stderr, "usage: %s [--seconds N] [--seed N] FILE|FOLDER...\n", argv[0]);
        return 2;
    }
    crashFile = "crash-" + std::filesystem::path(argv[0]).filename().string();
    for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGPROF})
        std::signal(number, leaveCrash);

    for (const auto& input : seeds)
        runOne(input);
    Mutator mutator(seeds, seed);
    std::uint64_t count = 0;
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    for (; std::chrono::steady_clock::now() < end; ++count)
        runOne(mutator.next());
    std::printf("%zu seeds, %llu mutations\n", seeds.size(), static_cast<unsigned long long>(count));
    return 0;
}
