namespace Mandelstam.Particles;

/// <summary>The particles of the Standard Model and the common hadrons, a row each.</summary>
/// <remarks>
/// S. Navas et al. (Particle Data Group), Review of Particle Physics, Phys. Rev. D 110, 030001 (2024): masses and widths in GeV, for weakly decaying
/// particles the width that belongs to the mean life. Where the Review gives only a limit to a width, the limit stands. Neutrinos count as massless.
/// </remarks>
internal static class ParticleData
{
    /// <summary>The rows: number, name, antiparticle's name (null for its own antiparticle), mass, width, three times the charge, further names.</summary>
    public static IReadOnlyList<ParticleRow> Rows { get; } =
    [
        // Quarks: MS-bar masses (u, d, s at 2 GeV; c, b at their own), the top's from direct measurements.
        new(1, "d", "anti-d", 0.0047, 0, -1),
        new(2, "u", "anti-u", 0.00216, 0, 2),
        new(3, "s", "anti-s", 0.0935, 0, -1),
        new(4, "c", "anti-c", 1.273, 0, 2),
        new(5, "b", "anti-b", 4.183, 0, -1),
        new(6, "t", "anti-t", 172.57, 1.42, 2),

        // Leptons.
        new(11, "e-", "e+", 0.00051099895, 0, -3),
        new(12, "nu_e", "anti-nu_e", 0, 0, 0),
        new(13, "mu-", "mu+", 0.1056583755, 2.996e-19, -3),
        new(14, "nu_mu", "anti-nu_mu", 0, 0, 0),
        new(15, "tau-", "tau+", 1.77693, 2.267e-12, -3),
        new(16, "nu_tau", "anti-nu_tau", 0, 0, 0),

        // Gauge bosons and the Higgs boson.
        new(21, "g", null, 0, 0, 0, "gluon"),
        new(22, "gamma", null, 0, 0, 0, "photon"),
        new(23, "Z", null, 91.188, 2.4955, 0, "Z0"),
        new(24, "W+", "W-", 80.3692, 2.085, 3),
        new(25, "H", null, 125.2, 0.0037, 0, "H0", "h", "Higgs"),

        // Light mesons.
        new(111, "pi0", null, 0.1349768, 7.81e-9, 0),
        new(211, "pi+", "pi-", 0.13957039, 2.528e-17, 3),
        new(221, "eta", null, 0.547862, 0.00000131, 0),
        new(331, "eta'(958)", null, 0.95778, 0.000188, 0, "eta'"),
        new(113, "rho(770)0", null, 0.77526, 0.1474, 0, "rho0"),
        new(213, "rho(770)+", "rho(770)-", 0.77511, 0.1491, 3, "rho+"),
        new(223, "omega(782)", null, 0.78266, 0.00868, 0, "omega"),
        new(333, "phi(1020)", null, 1.019461, 0.004249, 0, "phi"),
        new(9000221, "f_0(500)", null, 0.6, 0.45, 0, "sigma"),
        new(9010221, "f_0(980)", null, 0.99, 0.06, 0),
        new(9000111, "a_0(980)0", null, 0.98, 0.075, 0),
        new(9000211, "a_0(980)+", "a_0(980)-", 0.98, 0.075, 3),
        new(10223, "h_1(1170)", null, 1.166, 0.375, 0),
        new(10113, "b_1(1235)0", null, 1.2295, 0.142, 0),
        new(10213, "b_1(1235)+", "b_1(1235)-", 1.2295, 0.142, 3),
        new(20113, "a_1(1260)0", null, 1.23, 0.42, 0),
        new(20213, "a_1(1260)+", "a_1(1260)-", 1.23, 0.42, 3),
        new(225, "f_2(1270)", null, 1.2754, 0.1866, 0),
        new(20223, "f_1(1285)", null, 1.2818, 0.023, 0),
        new(115, "a_2(1320)0", null, 1.3182, 0.107, 0),
        new(215, "a_2(1320)+", "a_2(1320)-", 1.3182, 0.107, 3),
        new(10221, "f_0(1370)", null, 1.35, 0.35, 0),
        new(100113, "rho(1450)0", null, 1.465, 0.4, 0),
        new(100213, "rho(1450)+", "rho(1450)-", 1.465, 0.4, 3),
        new(9030221, "f_0(1500)", null, 1.522, 0.108, 0),
        new(335, "f'_2(1525)", null, 1.5173, 0.072, 0, "f_2'(1525)"),
        new(100333, "phi(1680)", null, 1.68, 0.15, 0),
        new(10331, "f_0(1710)", null, 1.733, 0.15, 0),

        // Strange mesons.
        new(321, "K+", "K-", 0.493677, 5.317e-17, 3),
        new(311, "K0", "anti-K0", 0.497611, 0, 0),
        new(310, "K_S0", null, 0.497611, 7.351e-15, 0, "K(S)0", "KS0", "K_S"),
        new(130, "K_L0", null, 0.497611, 1.287e-17, 0, "K(L)0", "KL0", "K_L"),
        new(323, "K*(892)+", "K*(892)-", 0.89167, 0.0514, 3, "K*+"),
        new(313, "K*(892)0", "anti-K*(892)0", 0.89555, 0.0473, 0, "K*0"),
        new(10323, "K_1(1270)+", "K_1(1270)-", 1.253, 0.09, 3),
        new(10313, "K_1(1270)0", "anti-K_1(1270)0", 1.253, 0.09, 0),
        new(20323, "K_1(1400)+", "K_1(1400)-", 1.403, 0.174, 3),
        new(20313, "K_1(1400)0", "anti-K_1(1400)0", 1.403, 0.174, 0),
        new(10321, "K*_0(1430)+", "K*_0(1430)-", 1.43, 0.27, 3),
        new(10311, "K*_0(1430)0", "anti-K*_0(1430)0", 1.43, 0.27, 0),
        new(325, "K*_2(1430)+", "K*_2(1430)-", 1.4273, 0.1, 3),
        new(315, "K*_2(1430)0", "anti-K*_2(1430)0", 1.4324, 0.109, 0),

        // Charmed mesons.
        new(411, "D+", "D-", 1.86966, 6.37e-13, 3),
        new(421, "D0", "anti-D0", 1.86484, 1.604e-12, 0),
        new(413, "D*(2010)+", "D*(2010)-", 2.01026, 0.0000834, 3, "D*+"),
        new(423, "D*(2007)0", "anti-D*(2007)0", 2.00685, 0.0021, 0, "D*0"),
        new(431, "D_s+", "D_s-", 1.96835, 1.313e-12, 3),
        new(433, "D*_s+", "D*_s-", 2.1122, 0, 3, "D_s*+"),
        new(10431, "D*_s0(2317)+", "D*_s0(2317)-", 2.3178, 0.0038, 3),
        new(20433, "D_s1(2460)+", "D_s1(2460)-", 2.4595, 0.0063, 3),
        new(10423, "D_1(2420)0", "anti-D_1(2420)0", 2.4221, 0.0313, 0),
        new(10413, "D_1(2420)+", "D_1(2420)-", 2.4221, 0.0313, 3),
        new(425, "D*_2(2460)0", "anti-D*_2(2460)0", 2.4611, 0.0473, 0),
        new(415, "D*_2(2460)+", "D*_2(2460)-", 2.4611, 0.0473, 3),

        // Bottom mesons.
        new(521, "B+", "B-", 5.27941, 4.018e-13, 3),
        new(511, "B0", "anti-B0", 5.27972, 4.339e-13, 0),
        new(523, "B*+", "B*-", 5.32475, 0, 3),
        new(513, "B*0", "anti-B*0", 5.32475, 0, 0),
        new(531, "B_s0", "anti-B_s0", 5.36693, 4.33e-13, 0),
        new(533, "B*_s0", "anti-B*_s0", 5.4154, 0, 0, "B_s*0"),
        new(541, "B_c+", "B_c-", 6.27447, 1.291e-12, 3),

        // Charmonium and bottomonium.
        new(441, "eta_c(1S)", null, 2.9841, 0.0305, 0, "eta_c"),
        new(443, "J/psi", null, 3.0969, 0.0000926, 0, "J/psi(1S)"),
        new(10441, "chi_c0(1P)", null, 3.41471, 0.0107, 0, "chi_c0"),
        new(20443, "chi_c1(1P)", null, 3.51067, 0.00084, 0, "chi_c1"),
        new(10443, "h_c(1P)", null, 3.52537, 0.00078, 0, "h_c"),
        new(445, "chi_c2(1P)", null, 3.55617, 0.00198, 0, "chi_c2"),
        new(100441, "eta_c(2S)", null, 3.6377, 0.0118, 0),
        new(100443, "psi(2S)", null, 3.686097, 0.000293, 0),
        new(30443, "psi(3770)", null, 3.7737, 0.0272, 0),
        new(551, "eta_b(1S)", null, 9.3987, 0.01, 0, "eta_b"),
        new(553, "Upsilon(1S)", null, 9.4604, 0.000054, 0, "Upsilon"),
        new(10551, "chi_b0(1P)", null, 9.8594, 0, 0),
        new(20553, "chi_b1(1P)", null, 9.8928, 0, 0),
        new(555, "chi_b2(1P)", null, 9.9122, 0, 0),
        new(100553, "Upsilon(2S)", null, 10.0234, 0.000032, 0),
        new(200553, "Upsilon(3S)", null, 10.3551, 0.0000203, 0),
        new(300553, "Upsilon(4S)", null, 10.5794, 0.0205, 0),

        // Nucleons and their resonances.
        new(2212, "p", "anti-p", 0.93827208816, 0, 3, "p+", "proton"),
        new(2112, "n", "anti-n", 0.9395654205, 7.493e-28, 0, "n0", "neutron"),
        new(2224, "Delta(1232)++", "anti-Delta(1232)--", 1.232, 0.117, 6, "Delta++"),
        new(2214, "Delta(1232)+", "anti-Delta(1232)-", 1.232, 0.117, 3, "Delta+"),
        new(2114, "Delta(1232)0", "anti-Delta(1232)0", 1.232, 0.117, 0, "Delta0"),
        new(1114, "Delta(1232)-", "anti-Delta(1232)+", 1.232, 0.117, -3, "Delta-"),
        new(12212, "N(1440)+", "anti-N(1440)-", 1.44, 0.35, 3),
        new(12112, "N(1440)0", "anti-N(1440)0", 1.44, 0.35, 0),
        new(2124, "N(1520)+", "anti-N(1520)-", 1.515, 0.11, 3),
        new(1214, "N(1520)0", "anti-N(1520)0", 1.515, 0.11, 0),
        new(22212, "N(1535)+", "anti-N(1535)-", 1.53, 0.15, 3),
        new(22112, "N(1535)0", "anti-N(1535)0", 1.53, 0.15, 0),

        // Strange baryons.
        new(3122, "Lambda", "anti-Lambda", 1.115683, 2.515e-15, 0, "Lambda0"),
        new(3222, "Sigma+", "anti-Sigma-", 1.18937, 8.209e-15, 3),
        new(3212, "Sigma0", "anti-Sigma0", 1.192642, 0.0000089, 0),
        new(3112, "Sigma-", "anti-Sigma+", 1.197449, 4.45e-15, -3),
        new(3322, "Xi0", "anti-Xi0", 1.31486, 2.27e-15, 0),
        new(3312, "Xi-", "anti-Xi+", 1.32171, 4.02e-15, -3),
        new(3334, "Omega-", "anti-Omega+", 1.67245, 8.02e-15, -3),
        new(3224, "Sigma(1385)+", "anti-Sigma(1385)-", 1.38283, 0.0362, 3),
        new(3214, "Sigma(1385)0", "anti-Sigma(1385)0", 1.3837, 0.036, 0),
        new(3114, "Sigma(1385)-", "anti-Sigma(1385)+", 1.3872, 0.0394, -3),
        new(13122, "Lambda(1405)", "anti-Lambda(1405)", 1.4051, 0.0505, 0),
        new(3124, "Lambda(1520)", "anti-Lambda(1520)", 1.519, 0.016, 0),
        new(3324, "Xi(1530)0", "anti-Xi(1530)0", 1.5318, 0.0091, 0),
        new(3314, "Xi(1530)-", "anti-Xi(1530)+", 1.535, 0.0099, -3),

        // Charmed and bottom baryons.
        new(4122, "Lambda_c+", "anti-Lambda_c-", 2.28646, 3.248e-12, 3),
        new(4222, "Sigma_c(2455)++", "anti-Sigma_c(2455)--", 2.45397, 0.00189, 6, "Sigma_c++"),
        new(4212, "Sigma_c(2455)+", "anti-Sigma_c(2455)-", 2.45265, 0.0023, 3, "Sigma_c+"),
        new(4112, "Sigma_c(2455)0", "anti-Sigma_c(2455)0", 2.45375, 0.00183, 0, "Sigma_c0"),
        new(4232, "Xi_c+", "anti-Xi_c-", 2.46771, 1.453e-12, 3),
        new(4132, "Xi_c0", "anti-Xi_c0", 2.47044, 4.38e-12, 0),
        new(4332, "Omega_c0", "anti-Omega_c0", 2.6952, 2.41e-12, 0),
        new(5122, "Lambda_b0", "anti-Lambda_b0", 5.6196, 4.475e-13, 0, "Lambda_b"),
        new(5232, "Xi_b0", "anti-Xi_b0", 5.7919, 4.45e-13, 0),
        new(5132, "Xi_b-", "anti-Xi_b+", 5.797, 4.19e-13, -3),
        new(5332, "Omega_b-", "anti-Omega_b+", 6.0458, 4e-13, -3),
    ];
}
